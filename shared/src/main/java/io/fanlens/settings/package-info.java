/**
 * What the stack decides and the functions obey: one validated record, written once, read at start.
 */
package io.fanlens.settings;
