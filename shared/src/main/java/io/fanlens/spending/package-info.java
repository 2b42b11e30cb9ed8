/** The spending stop: a daily limit of paid calls over all processes. */
package io.fanlens.spending;
