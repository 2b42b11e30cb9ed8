package io.fanlens.functions;

import io.fanlens.analysis.call.TargetCall;
import io.fanlens.aws.AwsClients;
import io.fanlens.pipeline.Pictures;
import io.fanlens.quota.QuotaTable;
import io.fanlens.result.Rows;
import java.util.Optional;

/**
 * The real clients and their adapters, shared by the pipeline and its priming.
 *
 * @param calls calls without metrics
 * @param quotaTable where start times are reserved; empty for {@code draw}. With a long timeout:
 *     for reads that load the SDK's classes, not for those of a picture
 */
record Adapters(
    AwsClients clients,
    Pictures pictures,
    Rows rows,
    TargetCall calls,
    Optional<QuotaTable> quotaTable) {}
