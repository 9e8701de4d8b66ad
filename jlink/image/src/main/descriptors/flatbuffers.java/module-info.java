/** FlatBuffers, under the name by which Arrow requires it. */
module flatbuffers.java {
  requires jdk.unsupported;

  exports com.google.flatbuffers;
  exports com.google.flatbuffers.reflection;
}
