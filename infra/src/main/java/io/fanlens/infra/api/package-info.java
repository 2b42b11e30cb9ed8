/** The synchronous API: gateway, function, clients and the secret of their keys. */
package io.fanlens.infra.api;
