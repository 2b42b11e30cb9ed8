/** The spending stop: at most so many paid calls a day, whatever runs at once. */
package io.fanlens.spending;
