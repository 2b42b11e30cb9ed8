/**
 * Which target is called, and when: the quotas of all Regions and accounts, shared by all function
 * instances through one table, with one rate and one circuit breaker per target.
 *
 * <p>Read {@link io.fanlens.quota.reservation.Permits} for how it is used, {@link
 * io.fanlens.quota.QuotaStep} for what is written, and {@code Reservation} and {@link
 * io.fanlens.quota.reservation.Feedback} for what is decided. The deciding code takes clock and
 * randomness as parameters and never blocks, so the simulation runs it too. All times are in
 * microseconds.
 */
package io.fanlens.quota;
