//! Who reaches what.

use super::arguments::{Reach, ReachFormat};
use super::exit::Exit;
use super::run::{print, prover};
use super::threads;
use super::world::load;
use crate::question::world::{reach_by_resource, targets};
use crate::report::{
    REACH_CSV_HEAD, REACH_JSON_HEAD, ReachTotals, reach_json_tail, reached_csv, reached_json,
    render_reach_totals, render_reached,
};

pub(super) fn run(arguments: &Reach) -> Result<Exit, String> {
    let prover = prover(&arguments.deciding)?;
    let world = load(&arguments.world.world)?;
    let pool = threads::pool(arguments.threads)?;
    let principals: Vec<&str> = world.identities().map(|identity| identity.arn.as_str()).collect();
    let targets = targets(&world);
    let mut totals = ReachTotals { principals: principals.len(), ..ReachTotals::default() };
    print(match arguments.format {
        ReachFormat::Human => "",
        ReachFormat::Json => REACH_JSON_HEAD,
        ReachFormat::Csv => REACH_CSV_HEAD,
    })?;
    let mut printed = Ok(());
    pool.install(|| {
        reach_by_resource(&prover, &world, |reached| {
            let resource = targets.get(reached.resource).map_or("", |target| target.arn());
            let text = match arguments.format {
                ReachFormat::Human => render_reached(resource, &reached),
                ReachFormat::Csv => reached_csv(resource, &reached, &principals),
                ReachFormat::Json => {
                    let comma = if totals.resources == 0 { "" } else { "," };
                    format!("{comma}\n{}", reached_json(resource, &reached, &principals))
                }
            };
            totals.add(&reached);
            printed = print(&text);
            printed.is_ok()
        });
    });
    printed?;
    print(&match arguments.format {
        ReachFormat::Human => render_reach_totals(&totals),
        ReachFormat::Csv => String::new(),
        ReachFormat::Json => reach_json_tail(&totals),
    })?;
    Ok(if totals.unknown == 0 { Exit::Holds } else { Exit::Unknown })
}
