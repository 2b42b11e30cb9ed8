package io.fanlens.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Determines the service that a request is for. A signed request names it in its credential scope
 * ({@code KEY/20260101/eu-west-1/sqs/aws4_request} is for sqs), an unsigned one in its {@code
 * X-Amz-Target}; anything else is a path in a bucket.
 */
public final class ServiceName {

  private static final Map<String, String> TARGETS =
      Map.of(
          "DynamoDB_20120810", "dynamodb",
          "DynamoDBStreams_20120810", "dynamodb",
          "AmazonSQS", "sqs",
          "AWSEvents", "events",
          "RekognitionService", "rekognition");

  private static final String DEFAULT = "s3";

  private ServiceName() {}

  static String of(Request request) {
    return of(
        request.getHeaders().get(HttpHeader.AUTHORIZATION),
        request.getHttpURI().getQuery(),
        request.getHeaders().get("X-Amz-Target"));
  }

  static String of(String authorization, String query, String target) {
    String fromHeader = scopedService(after(authorization, "Credential=", ','));
    if (fromHeader != null) {
      return fromHeader;
    }
    String fromQuery = scopedService(presigned(query));
    if (fromQuery != null) {
      return fromQuery;
    }
    if (target != null) {
      int dot = target.indexOf('.');
      return TARGETS.getOrDefault(dot < 0 ? target : target.substring(0, dot), DEFAULT);
    }
    return DEFAULT;
  }

  /** Key, date, Region, service and {@code aws4_request}; fewer when it is not signed. */
  static String[] scope(String authorization) {
    String credential = after(authorization, "Credential=", ',');
    return credential == null ? new String[0] : credential.split("/", -1);
  }

  /** The same of a request that is signed in its header or its address. */
  static String[] scope(Request request) {
    String[] ofHeader = scope(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    String presigned = presigned(request.getHttpURI().getQuery());
    return ofHeader.length > 0 || presigned == null ? ofHeader : presigned.split("/", -1);
  }

  private static String presigned(String query) {
    String credential = after(query, "X-Amz-Credential=", '&');
    return credential == null ? null : URLDecoder.decode(credential, StandardCharsets.UTF_8);
  }

  /** The access key of the signature; empty when unsigned. */
  public static String accessKey(String authorization) {
    String[] scope = scope(authorization);
    return scope.length == 0 ? "" : scope[0];
  }

  private static String after(String text, String name, char end) {
    int start = text == null ? -1 : text.indexOf(name);
    if (start < 0) {
      return null;
    }
    int from = start + name.length();
    int to = text.indexOf(end, from);
    return text.substring(from, to < 0 ? text.length() : to).strip();
  }

  private static String scopedService(String credential) {
    if (credential == null || !credential.endsWith("/aws4_request")) {
      return null;
    }
    int end = credential.lastIndexOf('/');
    int start = credential.lastIndexOf('/', end - 1);
    return start < 0 ? null : credential.substring(start + 1, end);
  }
}
