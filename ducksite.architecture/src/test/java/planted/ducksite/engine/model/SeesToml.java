package planted.ducksite.engine.model;

import org.tomlj.TomlTable;

/** Breaks a rule about TomlTable. */
public interface SeesToml {
  TomlTable seen();
}
