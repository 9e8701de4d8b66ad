package ducksite.app.edit;

/** An edit that cannot be made, with a message for whoever asked for it. */
public final class EditException extends Exception {

  private static final long serialVersionUID = 1;

  EditException(String message) {
    super(message);
  }
}
