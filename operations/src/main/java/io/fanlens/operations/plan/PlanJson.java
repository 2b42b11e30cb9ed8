package io.fanlens.operations.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.plan.Plan;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** A plan as JSON: its records, unchanged. */
public final class PlanJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(
              new SimpleModule()
                  .addSerializer(OptionalInt.class, new NumberOrNull())
                  .addSerializer(Optional.class, new ValueOrNull())
                  .addKeySerializer(AccountFacts.Key.class, new OperationAndRegion()))
          .build();

  private PlanJson() {}

  public static String of(Plan plan) {
    try {
      return MAPPER.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan could not be written as JSON", e);
    }
  }

  private static final class NumberOrNull extends JsonSerializer<OptionalInt> {

    @Override
    public void serialize(OptionalInt value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isPresent()) {
        json.writeNumber(value.getAsInt());
      } else {
        json.writeNull();
      }
    }
  }

  @SuppressWarnings("rawtypes") // a serializer is registered for the raw class
  private static final class ValueOrNull extends JsonSerializer<Optional> {

    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isPresent()) {
        json.writeObject(value.get());
      } else {
        json.writeNull();
      }
    }
  }

  private static final class OperationAndRegion extends JsonSerializer<AccountFacts.Key> {

    @Override
    public void serialize(AccountFacts.Key key, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeFieldName(key.operation().apiName() + " " + key.region());
    }
  }
}
