/**
 * What is said of a picture throughout: its format and size, how it is sent, and why one cannot be.
 */
package io.fanlens.picture;
