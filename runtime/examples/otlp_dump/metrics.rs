//! The summary of an export of metrics.

use buffa::MessageView;

use crate::attributes::{Keys, service_name};
use crate::otlp::metric::DataView;
use crate::otlp::number_data_point::ValueView;
use crate::otlp::{HistogramDataPointView, MetricExportView, MetricView, NumberDataPointView};

pub(crate) fn dump(bytes: &[u8]) -> crate::Result<()> {
    let export = MetricExportView::decode_view(bytes)?;
    println!("{} bytes, {} resources", bytes.len(), export.resource_metrics.len());
    for resource in &export.resource_metrics {
        println!("\n{}", service_name(resource.resource.get()));
        let mut keys = Keys::default();
        for scope in &resource.scope_metrics {
            for metric in &scope.metrics {
                print(metric, &mut keys);
            }
        }
        println!("  attributes:");
        keys.print();
    }
    Ok(())
}

fn print<'a>(metric: MetricView<'a>, keys: &mut Keys<'a>) {
    let unit = if metric.unit.is_empty() { "1" } else { metric.unit };
    print!("  {} [{unit}]: ", metric.name);
    match metric.data {
        Some(DataView::Gauge(gauge)) => {
            let gauge = gauge.get();
            gauge.data_points.iter().for_each(|point| keys.add(point.attributes));
            let last = gauge.data_points.iter().max_by_key(|point| point.time_unix_nano);
            let last = shown(last.map(value));
            println!("gauge of {} points, the last is {last}", gauge.data_points.len());
        }
        Some(DataView::Sum(sum)) => {
            let sum = sum.get();
            sum.data_points.iter().for_each(|point| keys.add(point.attributes));
            let total: f64 = sum.data_points.iter().map(value).sum();
            let kind = if sum.is_monotonic { "counter" } else { "sum" };
            println!("{kind} of {} points, {total} in total", sum.data_points.len());
        }
        Some(DataView::Histogram(histogram)) => {
            let histogram = histogram.get();
            println!("histogram of {} points", histogram.data_points.len());
            for point in &histogram.data_points {
                keys.add(point.attributes);
                print_histogram(point);
            }
        }
        None => println!("of a kind that this program does not know"),
    }
}

fn value(point: NumberDataPointView<'_>) -> f64 {
    match point.value {
        Some(ValueView::AsDouble(value)) => value,
        Some(ValueView::AsInt(value)) => value as f64,
        None => f64::NAN,
    }
}

fn print_histogram(point: HistogramDataPointView<'_>) {
    let mean = shown(point.sum.map(|sum| sum / point.count.max(1) as f64));
    let (min, max) = (shown(point.min), shown(point.max));
    println!("    {} values from {min} to {max}, {mean} on average", point.count);
    // Both lists are packed numbers of fixed width, so their elements are read where they stand.
    let bounds = point.explicit_bounds.iter().map(Some).chain([None]);
    for (count, bound) in point.bucket_counts.iter().zip(bounds).filter(|(count, _)| *count > 0) {
        match bound {
            Some(bound) => println!("    {count:>6} up to {bound}"),
            None => println!("    {count:>6} above"),
        }
    }
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "?".into(), |value| format!("{value:.1}"))
}
