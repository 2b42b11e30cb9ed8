/** The deployment at work, for operators. */
package io.fanlens.functions.page.live;
