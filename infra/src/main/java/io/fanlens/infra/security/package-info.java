/** Encryption at rest, access logs and removal policies, which apply to all parts of the stack. */
package io.fanlens.infra.security;
