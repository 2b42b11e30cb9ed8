/** Which Region is asked: targets, their quotas and weights, and the choice among them. */
package io.fanlens.quota;
