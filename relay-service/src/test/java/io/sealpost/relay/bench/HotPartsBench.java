package io.sealpost.relay.bench;

import io.sealpost.platform.process.Machine;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;

/** What the pure parts cost that every message passes: time and heap a call, by JMH. */
class HotPartsBench {
    @Test
    void measuresThePureParts() throws RunnerException, IOException {
        Options options = new OptionsBuilder()
                .include("io\\.sealpost\\.relay\\..*Benchmarks")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .build();
        Collection<RunResult> runs = new Runner(options).run();
        System.out.printf(
                "%s, %s, Java %s, JMH %s%n",
                Machine.cpu(), Machine.kernel(), System.getProperty("java.version"), Version.getPlainVersion());
        runs.forEach(HotPartsBench::print);
    }

    private static void print(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        Result<?> heap = run.getSecondaryResults().get("gc.alloc.rate.norm");
        System.out.printf(
                Locale.ROOT,
                "%-24s %,10.0f ± %,.0f ns %,10.0f octets%n",
                time.getLabel(),
                time.getScore(),
                time.getScoreError(),
                heap.getScore());
    }
}
