//! A request as statement after statement asks about it.

use std::cell::OnceCell;

use super::reading::Reading;
use crate::model::{CallerKind, Front, Request, SEGMENTS, segments_of};

/// A request and the readings it is judged by, with what many statements ask of it: worked out when the first
/// one does.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    pub(super) request: &'a Request,
    pub(super) reading: Reading<'a>,
    /// The first bytes of the action.
    pub(super) action_front: Front,
    kind: OnceCell<CallerKind<'a>>,
    caller: OnceCell<Option<[&'a str; SEGMENTS]>>,
    resource: OnceCell<Option<[&'a str; SEGMENTS]>>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(request: &'a Request, reading: Reading<'a>) -> Asked<'a> {
        Asked {
            request,
            reading,
            action_front: Front::of(&request.action),
            kind: OnceCell::new(),
            caller: OnceCell::new(),
            resource: OnceCell::new(),
        }
    }

    /// What kind of caller sends the request.
    pub(super) fn kind(&self) -> CallerKind<'a> {
        *self.kind.get_or_init(|| self.request.principal.kind())
    }

    /// The segments of the caller's ARN, if it is one.
    pub(super) fn caller_segments(&self) -> Option<&[&'a str; SEGMENTS]> {
        self.caller.get_or_init(|| segments_of(self.request.principal.text())).as_ref()
    }

    /// The segments of the resource's ARN, if it is one.
    pub(super) fn resource_segments(&self) -> Option<&[&'a str; SEGMENTS]> {
        self.resource.get_or_init(|| segments_of(&self.request.resource)).as_ref()
    }
}
