/**
 * Which target is asked, and when: the quotas of all Regions and accounts, shared by all function
 * instances through one table, with one rate and one circuit breaker a target.
 *
 * <p>Read {@link io.fanlens.quota.reservation.Permits} for how it is used, {@link
 * io.fanlens.quota.QuotaStep} for what is written, and {@code Booking} and {@link
 * io.fanlens.quota.reservation.Feedback} for what is decided. What decides has no clock, no chance
 * of its own, and never blocks: the simulation runs it too. All times are in microseconds.
 */
package io.fanlens.quota;
