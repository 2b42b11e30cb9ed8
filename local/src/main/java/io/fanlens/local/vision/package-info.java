/**
 * Finds faces in photographs inside the JVM: reading pictures, two small networks, and geometry.
 */
package io.fanlens.local.vision;
