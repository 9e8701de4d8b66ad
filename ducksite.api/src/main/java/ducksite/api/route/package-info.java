/** Routes: a plugin changes a request's parameters before its query is planned. */
package ducksite.api.route;
