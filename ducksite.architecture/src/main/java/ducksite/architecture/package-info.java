/**
 * The house rules, checked on the built classes of all modules. There is no main code: the tests
 * are what this module is for.
 */
package ducksite.architecture;
