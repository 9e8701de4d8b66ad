package ducksite.engine.project;

/** What a key's value may be. */
public enum KeyType {
  STRING("a string"),
  BOOLEAN("true or false"),
  INTEGER("a whole number"),
  NUMBER("a number"),
  DURATION("a duration such as \"30s\", \"500ms\" or \"2h\""),
  SECONDS("a number of seconds"),
  SIZE("a size such as \"64MB\" or \"2GB\""),
  STRINGS("a list of strings"),
  WORDS("a list of strings, or one string of words"),
  LIST("a list"),
  CHOICE("one of its choices"),
  TABLE("a table"),
  TABLES("an array of tables"),
  ANY("any value"),
  RETIRED("absent");

  private final String expectation;

  KeyType(String expectation) {
    this.expectation = expectation;
  }

  /** The words that follow "must be". */
  public String expectation() {
    return expectation;
  }

  /** Whether a value of this type is a part of the document and not a plain value. */
  boolean isStructure() {
    return this == TABLE || this == TABLES || this == LIST || this == ANY;
  }

  /** Whether a value of this type is a number with a unit. */
  boolean isQuantity() {
    return this == DURATION || this == SECONDS || this == SIZE;
  }

  /** Whether a value of this type is written as one TOML string. */
  boolean isText() {
    return this == STRING || this == DURATION || this == SIZE || this == CHOICE;
  }
}
