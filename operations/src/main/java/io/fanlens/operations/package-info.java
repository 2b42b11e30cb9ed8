/**
 * Tools for the operator of a deployment, on AWS or on the local cloud: plan, status, results,
 * redrive and audit. Classes that decide know no AWS client; adapters carry the service's name.
 */
package io.fanlens.operations;
