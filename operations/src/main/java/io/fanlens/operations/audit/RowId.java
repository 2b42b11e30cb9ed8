package io.fanlens.operations.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The key of a row. */
record RowId(@JsonProperty("id") String id, @JsonProperty("operation") String operation) {}
