/**
 * The row of the table: how any answer becomes attributes, and how a row is claimed and finished.
 */
package io.fanlens.result;
