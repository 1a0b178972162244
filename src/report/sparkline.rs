//! A series as a row of blocks, one per point: for eyes that want the shape before the numbers.

/// Blocks, lowest first.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Where there is no point.
const GAP: char = '·';
/// Before a point that cannot be compared with those before it.
const BREAK: char = '|';

/// One block for each of `points`: its height from 0 to `top`, cut to eighths; a gap without one; a break
/// before those that have it.
///
/// ```
/// # use coach::report::sparkline;
/// let points = [(Some(0.0), false), (None, false), (Some(55.0), true), (Some(100.0), false)];
/// assert_eq!(sparkline(points, 100.0), "▁·|▅█");
/// ```
pub fn sparkline(points: impl IntoIterator<Item = (Option<f64>, bool)>, top: f64) -> String {
    let mut drawn = String::new();
    for (height, broken) in points {
        if broken {
            drawn.push(BREAK);
        }
        drawn.push(height.map_or(GAP, |height| {
            let eighths = if top > 0.0 { height / top * 8.0 } else { 0.0 };
            // What is no number, or below 0, is the lowest block.
            BLOCKS[(eighths.max(0.0) as usize).min(BLOCKS.len() - 1)]
        }));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    fn drawn(heights: &[f64], top: f64) -> String {
        sparkline(heights.iter().map(|&height| (Some(height), false)), top)
    }

    #[test]
    fn eighths_are_cut() {
        let edges = [0.0, 12.4, 12.5, 49.9, 50.0, 87.4, 87.5, 100.0];
        assert_eq!(drawn(&edges, 100.0), "▁▁▂▄▅▇██");
    }

    #[test]
    fn nothing_but_noughts_lies_on_the_ground() {
        assert_eq!(drawn(&[0.0, 0.0], 0.0), "▁▁");
        assert_eq!(drawn(&[], 5.0), "");
    }

    #[test]
    fn whatever_the_heights_there_is_one_block_each() {
        assert_eq!(drawn(&[f64::NAN, f64::INFINITY, -3.0, 9.0], 5.0), "▁█▁█");
    }
}
