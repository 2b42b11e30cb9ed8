/**
 * What the stack's roles may do, enforced: a request signed with a function's key is refused unless
 * the function's role, as the template says it, allows it.
 */
package io.fanlens.local.iam;
