/** Who may call the API, and how often: clients, their derived secrets and their limits. */
package io.fanlens.access;
