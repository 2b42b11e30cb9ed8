/**
 * The plain runtime: what runs inside a child JVM where Amazon's runtime interface client does not
 * load. It uses the JDK, Amazon's interfaces of handlers and Amazon's JSON of events, and nothing
 * else of this program.
 */
package io.fanlens.local.lambda.plain;
