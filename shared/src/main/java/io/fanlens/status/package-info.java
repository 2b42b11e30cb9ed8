/** What a deployment's queues, quotas and failed rows say of it at one moment. */
package io.fanlens.status;
