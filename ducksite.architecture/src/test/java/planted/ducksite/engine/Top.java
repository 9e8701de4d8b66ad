package planted.ducksite.engine;

/** The room that no other may look up to. */
public interface Top {}
