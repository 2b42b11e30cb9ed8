/** What clients send: requests, their signatures, and the calls they ask for. */
package io.fanlens.functions.api.request;
