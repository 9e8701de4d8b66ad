package planted.ducksite.engine.cache;

import org.apache.parquet.schema.MessageType;

/** Breaks a rule about MessageType. */
public interface SeesParquet {
  MessageType seen();
}
