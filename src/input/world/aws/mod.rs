//! What AWS's programs print, a file for each of them or each family. Members that nobody asks for are left
//! alone: AWS adds new ones.

mod authorization;

pub(super) use authorization::read as read_authorization_details;
