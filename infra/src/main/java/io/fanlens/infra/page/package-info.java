/** The page: gateway, function and the pool of its users. */
package io.fanlens.infra.page;
