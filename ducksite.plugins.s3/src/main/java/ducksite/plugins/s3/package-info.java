/**
 * The plugin {@code s3}: it lists a bucket, keeps what it fetches in a cache on the local disk, and
 * reads ranges of objects. It calls nobody but the API, the JDK and the AWS SDK.
 */
package ducksite.plugins.s3;
