/**
 * Enforces the permissions of the stack's roles: a request signed with a function's key is rejected
 * unless the function's role, as defined in the template, allows it.
 */
package io.fanlens.local.iam;
