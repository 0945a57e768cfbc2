//! Filters at the points everybody knows: corners, middles, ends, slopes.

use proptest::prelude::*;

use super::*;

fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} dB is not {expected} dB");
}

#[test]
fn pass_filters_lose_three_db_at_the_corner_and_their_slope_below() {
    for slope in Slope::ALL {
        let high = Filter::HighPass { hz: 1_000.0, slope };
        close(high.db_at(1_000.0), -3.01, 0.01);
        close(high.db_at(20_000.0), 0.0, 0.01);
        let octave = high.db_at(100.0) - high.db_at(50.0);
        close(octave, f64::from(slope.db_per_octave()), 0.2);

        let low = Filter::LowPass { hz: 100.0, slope };
        close(low.db_at(100.0), -3.01, 0.01);
        close(low.db_at(20.0), 0.0, 0.01);
        let octave = low.db_at(400.0) - low.db_at(800.0);
        close(octave, f64::from(slope.db_per_octave()), 0.2);
    }
}

#[test]
fn a_peak_has_its_gain_in_the_middle_and_half_of_it_at_its_width() {
    let peak = Filter::Peak { hz: 1_000.0, db: 6.0, q: 1.0 };
    close(peak.db_at(1_000.0), 6.0, 1e-9);
    close(peak.db_at(20.0), 0.0, 0.02);
    // The cookbook's bandwidth is between the points of half the gain: with
    // Q 1 these are f/1.618 and f*1.618, but for the bending near the top.
    close(peak.db_at(618.0), 3.0, 0.05);
    close(peak.db_at(1_618.0), 3.0, 0.05);
    let cut = Filter::Peak { hz: 1_000.0, db: -6.0, q: 1.0 };
    close(cut.db_at(700.0) + peak.db_at(700.0), 0.0, 1e-9);
}

#[test]
fn a_narrow_peak_leaves_its_neighbours_alone() {
    let narrow = Filter::Peak { hz: 4_000.0, db: -20.0, q: 15.0 };
    close(narrow.db_at(4_000.0), -20.0, 1e-9);
    close(narrow.db_at(2_000.0), 0.0, 0.2);
}

#[test]
fn shelves_have_their_gain_at_one_end_and_half_of_it_at_the_corner() {
    let low = Filter::LowShelf { hz: 200.0, db: 9.0, q: FRAC_1_SQRT_2 };
    close(low.db_at(10.0), 9.0, 0.05);
    close(low.db_at(200.0), 4.5, 0.01);
    close(low.db_at(20_000.0), 0.0, 0.01);
    let high = Filter::HighShelf { hz: 5_000.0, db: -8.0, q: FRAC_1_SQRT_2 };
    close(high.db_at(20.0), 0.0, 0.01);
    close(high.db_at(5_000.0), -4.0, 0.01);
    close(high.db_at(23_000.0), -8.0, 0.05);
}

#[test]
fn a_chain_adds_up() {
    let one = Filter::Peak { hz: 300.0, db: 4.0, q: 0.7 };
    let two = Filter::HighPass { hz: 80.0, slope: Slope::TwentyFour };
    close(db_at(&[one, two], 120.0), one.db_at(120.0) + two.db_at(120.0), 1e-12);
    close(db_at(&[], 120.0), 0.0, 0.0);
}

proptest! {
    #[test]
    fn every_filter_reads_a_number_everywhere(
        hz in 0.0..30_000.0f64,
        at in 20.0..22_050.0f64,
        db in -20.0..20.0f64,
        q in 0.0..15.0f64,
    ) {
        let slope = Slope::ThirtySix;
        for filter in [
            Filter::HighPass { hz: at, slope },
            Filter::LowPass { hz: at, slope },
            Filter::Peak { hz: at, db, q },
            Filter::LowShelf { hz: at, db, q },
            Filter::HighShelf { hz: at, db, q },
        ] {
            let read = filter.db_at(hz);
            prop_assert!(read.is_finite() && read < 100.0, "{filter:?} at {hz}: {read}");
        }
    }
}
