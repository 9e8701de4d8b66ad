package ducksite.app.edit;

/** A text under edit. */
public sealed interface TextEdit permits ConfigurationEdit, ModelsEdit, PageEdit {

  /** The text as it is now. */
  String text();
}
