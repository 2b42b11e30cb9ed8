package io.fanlens.operations.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;

/** Finished rows for tests. */
public final class StoredRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredRows() {}

  public static StoredRow faces(String key, int count) {
    String face =
        """
        {"BoundingBox":{"Left":0.25,"Top":0.1,"Width":0.5,"Height":0.4},"Confidence":99.96,
         "Landmarks":[{"Type":"nose","X":0.5,"Y":0.3}],"AgeRange":{"Low":25,"High":35}}\
        """;
    return row(
        """
        {"id":"KEY","operation":"DetectFaces","status":"SUCCEEDED","count":COUNT,FOUND
         "region":"us-west-2","latencyMs":312,"FaceDetails":[FACES],
         "sent":{"via":"Bytes","format":"JPEG","bytes":48137,"width":512,"height":512,
                 "convertedFrom":"BMP"}}\
        """
            .replace("FACES", String.join(",", Collections.nCopies(count, face)))
            .replace("COUNT", Integer.toString(count))
            .replace("FOUND", found(count)),
        key);
  }

  private static String found(int faces) {
    return switch (faces) {
      case 0 -> "";
      case 1 -> "\"found\":\"1 face\",";
      default -> "\"found\":\"%d faces\",".formatted(faces);
    };
  }

  public static StoredRow failed(String key, String code, String sentence) {
    return row(
        """
        {"id":"KEY","operation":"DetectFaces","status":"FAILED","errorCode":"CODE",
         "errorMessage":"SENTENCE","attempts":1}\
        """
            .replace("CODE", code)
            .replace("SENTENCE", sentence),
        key);
  }

  public static StoredRow row(String json, String key) {
    try {
      return new StoredRow(JSON.readTree(json.replace("KEY", key)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
