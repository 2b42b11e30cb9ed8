package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.DescribedFace;
import io.fanlens.local.vision.FaceLikeness;
import io.fanlens.settings.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * CompareFaces: the largest face of the source against every face of the target. {@code
 * QualityFilter} is accepted and filters nothing.
 */
public final class EmulatedCompareFaces implements EmulatedOperation {

  private static final int DEFAULT_THRESHOLD = 80;
  private static final Set<String> FILTERS = Set.of("NONE", "AUTO", "LOW", "MEDIUM", "HIGH");

  private record Match(DescribedFace face, double similarity) {}

  @Override
  public Operation operation() {
    return Operation.COMPARE_FACES;
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    double threshold = RequestFields.confidence(request, "SimilarityThreshold", DEFAULT_THRESHOLD);
    if (request.hasNonNull("QualityFilter")) {
      RequestFields.oneOf(request.get("QualityFilter"), "QualityFilter", FILTERS);
    }
    DescribedFace source = someFaces(pictures, request.get("SourceImage")).getFirst();
    List<Match> matches = new ArrayList<>();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("SourceImageFace")
        .put("Confidence", source.face().confidence())
        .set("BoundingBox", Boxes.json(source.face().box()));
    ArrayNode matched = answer.putArray("FaceMatches");
    ArrayNode unmatched = answer.putArray("UnmatchedFaces");
    for (DescribedFace face : someFaces(pictures, request.get("TargetImage"))) {
      double similarity = FaceLikeness.similarity(source.descriptor(), face.descriptor());
      if (similarity >= threshold) {
        matches.add(new Match(face, similarity));
      } else {
        unmatched.add(EmulatedDetectFaces.plain(face.face()));
      }
    }
    matches.sort(Comparator.comparingDouble(Match::similarity).reversed());
    for (Match match : matches) {
      matched
          .addObject()
          .put("Similarity", (float) match.similarity)
          .set("Face", EmulatedDetectFaces.plain(match.face.face()));
    }
    return answer;
  }

  /** Rekognition reports an invalid parameter when either picture has no face. */
  private static List<DescribedFace> someFaces(RequestPictures pictures, JsonNode image)
      throws ServiceError, InterruptedException {
    List<DescribedFace> faces = pictures.describedFaces(image);
    if (faces.isEmpty()) {
      throw ServiceError.of(400, "InvalidParameterException", "Request has invalid parameters");
    }
    return faces;
  }
}
