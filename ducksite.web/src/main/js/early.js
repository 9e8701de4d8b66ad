// A classic script in the head, before the style sheet: a stored theme shows from the first paint.
import { showTheme, storedTheme } from "./theme.js";

showTheme(storedTheme());
