/** AWS Secrets Manager: generated secrets, read by stage. */
package io.fanlens.local.secrets;
