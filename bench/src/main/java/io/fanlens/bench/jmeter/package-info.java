/** The AWS article's load test, by Apache JMeter. */
package io.fanlens.bench.jmeter;
