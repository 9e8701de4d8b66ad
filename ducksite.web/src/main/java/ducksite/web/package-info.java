/**
 * The files that browsers load: what they are called, what they hold, in which codings. The HTTP
 * front end serves them and the page templates name them; nobody else calls this.
 */
package ducksite.web;
