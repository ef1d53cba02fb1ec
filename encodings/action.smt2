;; Action, NotAction
;;
;; `service:Name` with `*` and `?`; letter case does not count (IAM/reference_policies_elements_action).
;; NotAction is the complement of the union of its patterns, over the actions of every service
;; (IAM/reference_policies_elements_notaction).
;;
;; Encoded over one text `action`, which is the request's action in small letters; the patterns are made
;; small too. A pattern without wildcards is an equation, any other a regular expression: `*` is `re.all`, `?`
;; is `re.allchar`. Exact: both sides are made small alike, and SMT-LIB's characters are Unicode scalar values
;; as ours are (up to U+2FFFF; beyond, a test is left open and the answer can only be `unknown`).

(set-logic ALL)

;; policy gets
;;   {"Action": ["s3:Get*", "S3:LISTBucket"]}
;; emits
(push 1)
(declare-const action String)
(assert (or (str.in_re action (re.++ (str.to_re "s3:get") re.all)) (= action "s3:listbucket")))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of gets
;;   {"action": "s3:GetObject"} => true
;;   {"action": "S3:getobject"} => true
;;   {"action": "s3:Get"} => true
;;   {"action": "s3:ListBucket"} => true
;;   {"action": "s3:ListBuckets"} => false
;;   {"action": "s3:PutObject"} => false
;;   {"action": "s3-object-lambda:GetObject"} => false

;; policy others
;;   {"NotAction": ["s3:Get*", "s3:ListBucket"]}
;; emits
(push 1)
(declare-const action String)
(assert (not (or (str.in_re action (re.++ (str.to_re "s3:get") re.all)) (= action "s3:listbucket"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of others
;;   {"action": "s3:GetObject"} => false
;;   {"action": "s3:PutObject"} => true
;;   {"action": "iam:CreateUser"} => true

;; law not-action-is-the-complement: gets and others, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law nothing-lies-between: not (gets or others), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy one-more-letter
;;   {"Action": "s3:Get?*"}
;; emits
(push 1)
(declare-const action String)
(assert (str.in_re action (re.++ (str.to_re "s3:get") re.allchar re.all)))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy some-put
;;   {"Action": "s3:?ut*"}
;; emits
(push 1)
(declare-const action String)
(assert (str.in_re action (re.++ (str.to_re "s3:") re.allchar (str.to_re "ut") re.all)))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy put
;;   {"Action": "s3:Put*"}
;; emits
(push 1)
(declare-const action String)
(assert (str.in_re action (re.++ (str.to_re "s3:put") re.all)))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-question-mark-is-one-letter: one-more-letter and not gets, expect unsat
(push 1)
(declare-const action String)
(assert (and (str.in_re action (re.++ (str.to_re "s3:get") re.allchar re.all)) (not (or (str.in_re action (re.++ (str.to_re "s3:get") re.all)) (= action "s3:listbucket")))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-not-none: gets and not one-more-letter, expect sat
(push 1)
(declare-const action String)
(assert (and (or (str.in_re action (re.++ (str.to_re "s3:get") re.all)) (= action "s3:listbucket")) (not (str.in_re action (re.++ (str.to_re "s3:get") re.allchar re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law an-instance-lies-inside: put and not some-put, expect unsat
(push 1)
(declare-const action String)
(assert (str.in_re action (re.inter (re.++ (str.to_re "s3:put") re.all) (re.comp (re.++ (str.to_re "s3:") re.allchar (str.to_re "ut") re.all)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-is-not-all: some-put and not put, expect sat
(push 1)
(declare-const action String)
(assert (str.in_re action (re.inter (re.++ (str.to_re "s3:") re.allchar (str.to_re "ut") re.all) (re.comp (re.++ (str.to_re "s3:put") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)
