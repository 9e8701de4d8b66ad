/** The TOML parser. */
module org.tomlj {
  exports org.tomlj;
}
