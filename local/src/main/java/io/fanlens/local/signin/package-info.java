/**
 * A stand-in for Amazon Cognito's user pools and their managed login, with two users and without
 * passwords: for this machine only.
 */
package io.fanlens.local.signin;
