//! Every file in `scenarios/` is a test: what stands under its line `plan` is what the engine must say.

use alloc::{collections::BTreeSet, format, string::String};
use std::{fs, path::PathBuf};

use super::{print, script};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn check(name: &str) {
    let path = folder().join(format!("{name}.txt"));
    let text = fs::read_to_string(&path).expect("the scenario file");
    let script = script::read(&text);
    let said = print::outcome(&script);
    assert_eq!(
        said, script.expected,
        "\n--- the engine says ---\n{said}\n-----------------------\n"
    );
}

macro_rules! scenarios {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check(stringify!($name));
        })*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

scenarios! {
    rt_01_auto_selection_picks_who_received_fewest_today
    rt_01_auto_selection_breaks_ties_by_order_then_longest_since_then_name
    rt_01_load_balancing_picks_the_smallest_load_relative_to_the_limit
    rt_01_load_balancing_breaks_ties_by_longest_since_then_name
    rt_01_load_balancing_measures_an_unlimited_agent_by_the_highest_limit
    rt_01_load_rotation_goes_round
    rt_01_manual_selection_picks_nobody
    rt_01_a_department_overrides_the_algorithm
    rt_01_a_preferred_agent_comes_before_the_algorithm
    rt_01_a_preferred_agent_of_another_department_is_passed_over
    rt_01_a_conversation_of_no_department_goes_to_anyone
    rt_01_only_members_serve_a_department
    rt_01_a_disabled_department_is_left_alone
    rt_01_a_department_nobody_knows_is_nobodys
    rt_02_the_department_limit_counts_only_its_own_conversations
    rt_02_an_agents_own_limit_replaces_the_workspaces
    rt_02_the_workspace_limit_counts_every_department
    rt_02_the_channel_limit_holds_beside_the_others
    rt_02_without_limits_nobody_is_full
    rt_02_taking_by_hand_obeys_limits
    rt_02_a_ringing_offer_counts_as_load
    rt_03_the_one_asked_for_the_on_hold_agent_the_manager_the_last_one_in_this_order
    rt_03_a_preferred_agent_without_room_is_waited_for_a_little
    rt_03_after_the_wait_the_next_wish_is_waited_for_then_the_algorithm_decides
    rt_03_nobody_waits_for_a_preferred_agent_who_is_away
    rt_03_a_preferred_agent_who_declined_is_not_waited_for
    rt_04_priority_then_sla_then_arrival_then_number
    rt_04_the_workspace_may_put_the_sla_first
    rt_04_the_workspace_may_put_the_arrival_first
    rt_04_every_department_has_its_own_places_and_estimate
    rt_04_urgent_conversations_of_one_department_go_before_others_elsewhere
    rt_06_an_offer_rings_with_a_deadline
    rt_06_an_expired_offer_goes_to_the_next_agent
    rt_06_an_agent_may_rest_after_a_missed_offer
    rt_06_an_agent_who_is_gone_loses_the_offer_at_once
    rt_06_an_agent_who_no_longer_serves_loses_the_offer
    rt_06_nothing_is_lost_when_every_agent_vanishes
    rt_06_who_declined_is_passed_over_while_somebody_else_is_left
    rt_06_when_all_declined_there_is_a_pause
    rt_06_after_the_pause_who_declined_first_is_asked_again
    rt_06_a_free_colleague_ends_the_pause
    rt_06_an_offer_rings_on_while_its_agent_is_only_away
    rt_07_a_long_list_is_counted_not_listed
    rt_07_the_first_test_failed_is_the_one_named
    rt_07_an_agent_asked_again_is_listed_once
}

#[test]
fn every_scenario_file_is_a_test() {
    let files = fs::read_dir(folder()).expect("the folder");
    let names: BTreeSet<String> = files
        .map(|file| file.expect("a file").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.into()))
        .collect();
    let known: BTreeSet<String> = NAMES.iter().map(|name| (*name).into()).collect();
    assert_eq!(names, known);
}
