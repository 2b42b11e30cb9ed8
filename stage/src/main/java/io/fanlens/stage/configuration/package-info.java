/** The configuration of a stage: its keys, defaults and checks. */
package io.fanlens.stage.configuration;
