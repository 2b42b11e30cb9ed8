/** What a configuration reaches, needs and costs, before it is deployed. */
package io.fanlens.stage.capacity;
