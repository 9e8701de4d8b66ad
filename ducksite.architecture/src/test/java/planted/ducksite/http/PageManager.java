package planted.ducksite.http;

/** Has a name that says nothing. */
public interface PageManager {}
