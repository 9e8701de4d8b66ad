/** The Snappy codec; its native library lies in the image's lib folder. */
module snappy.java {
  requires java.logging;

  exports org.xerial.snappy;
}
