/** Settings that the stack writes and the functions read at start: one validated record. */
package io.fanlens.settings;
